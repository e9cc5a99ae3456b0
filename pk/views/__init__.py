"""The pages of targets and agreements: guard → form → one service → response."""
