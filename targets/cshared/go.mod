module cshared

go 1.18
