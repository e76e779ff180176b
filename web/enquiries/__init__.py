"""The enquiry desk: firms ask, officers answer, and good answers are published."""
