"""How we know that findings reach people and programs."""
