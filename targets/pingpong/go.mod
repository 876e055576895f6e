module runqscope.example/pingpong

go 1.22
