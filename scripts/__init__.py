"""The program that turns raw snapshots into a data package, and a data package into a published site."""
