module runqscope.test/tiny

go 1.18
