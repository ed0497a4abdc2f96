"""What a built page may hold and do, and what browsers are told of it."""
