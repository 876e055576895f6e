module runqscope.example/reexec

go 1.22
