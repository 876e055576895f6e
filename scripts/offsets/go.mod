module runqscope.test/offsets

go 1.22
