"""How Mozilla's Observatory scores this site's headers, without asking anybody: `make observatory`."""
