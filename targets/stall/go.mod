module runqscope.example/stall

go 1.22
