module runqscope.example/wrapped

go 1.22
