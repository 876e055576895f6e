module runqscope.example/load

go 1.22
