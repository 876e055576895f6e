module runqscope.invalid/truth

go 1.18
