package main

import (
	"debug/elf"
	"debug/gosym"
	"encoding/binary"
	"errors"
	"strings"
)

// readSymbols takes the symbol table, or what debug/gosym reads in the pclntab if there is none.
func readSymbols(file *elf.File, a *answer) error {
	symbols, err := file.Symbols()
	if err == nil {
		a.SymbolsFrom = "symbol table"
		for _, s := range symbols {
			if strings.HasPrefix(s.Name, "runtime.") {
				a.Symbols[s.Name] = symbol{s.Value, s.Size}
			}
		}
		return nil
	}
	if !errors.Is(err, elf.ErrNoSymbols) {
		return err
	}
	section := file.Section(".gopclntab")
	text := file.Section(".text")
	if section == nil || text == nil {
		return nil
	}
	bytes, err := section.Data()
	if err != nil {
		return err
	}
	table, err := gosym.NewTable(nil, gosym.NewLineTable(bytes, text.Addr))
	if err != nil {
		return err
	}
	a.SymbolsFrom = "pclntab"
	for _, f := range table.Funcs {
		if _, known := a.Symbols[f.Name]; strings.HasPrefix(f.Name, "runtime.") && !known {
			a.Symbols[f.Name] = symbol{f.Entry, f.End - f.Entry}
		}
	}
	return nil
}

// waitReasons reads an array of strings, or nothing where its pointers are left to relocations.
func waitReasons(file *elf.File, array symbol) []string {
	headers := bytesAt(file, array.Address, array.Size)
	var texts []string
	for at := 0; at+16 <= len(headers); at += 16 {
		address := binary.LittleEndian.Uint64(headers[at:])
		length := binary.LittleEndian.Uint64(headers[at+8:])
		text := bytesAt(file, address, length)
		if length > 0 && text == nil {
			return nil
		}
		texts = append(texts, string(text))
	}
	return texts
}

func bytesAt(file *elf.File, address, length uint64) []byte {
	for _, p := range file.Progs {
		if p.Type == elf.PT_LOAD && length > 0 && address >= p.Vaddr && address+length <= p.Vaddr+p.Filesz {
			bytes := make([]byte, length)
			if _, err := p.ReadAt(bytes, int64(address-p.Vaddr)); err == nil {
				return bytes
			}
		}
	}
	return nil
}
