"""One module a kind of chart: what it is made for, and from which figures. `scripts.charts.gather` finds them."""
