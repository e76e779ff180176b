"""Reports that go out: assembled from views, written by people, frozen, provable."""
