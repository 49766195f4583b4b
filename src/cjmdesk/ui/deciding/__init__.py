"""Decide and Plan: pains in their order, the matrix, dot votes and the action plan, in one window."""
