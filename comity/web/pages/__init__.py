"""The pages, one noun a file: each turns a request into what its template shows."""
