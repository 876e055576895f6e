module runqscope.test/plansample

go 1.18
