"""Between trees: requests for crosscutting, the matrix of the planning board, the local government's own tree."""
