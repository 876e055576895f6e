module runqscope.example/crowd

go 1.22
