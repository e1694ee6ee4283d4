"""A strict mail server on loopback. The key in `localhost.pem` is of the tests alone and opens nothing."""
