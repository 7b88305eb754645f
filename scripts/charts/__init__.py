"""Draws the site's charts and pictures from what findings say, and keeps drawings that have not changed."""
