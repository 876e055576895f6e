module tracer

go 1.18
