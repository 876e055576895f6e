module runqscope.test/matrix

go 1.18
