module runqscope.example/service

go 1.22
