module runqscope.example/hogs

go 1.22
