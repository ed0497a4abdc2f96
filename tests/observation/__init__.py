"""How we know that the policy is watched."""
