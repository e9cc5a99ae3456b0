"""The screens of this app: signing in, one's own account, the administration of a local government."""
