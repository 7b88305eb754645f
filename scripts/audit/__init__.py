"""Looks after what the site is made with: vulnerabilities, age and licences of packages, and a list of them all."""
