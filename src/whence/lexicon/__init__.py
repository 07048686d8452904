"""Words as data: tables that people can read and replace, and the loaders beside them."""
