module runqscope.test/oracle

go 1.22
