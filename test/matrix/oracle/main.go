// Oracle says what Go's own libraries read in a binary: segments, symbols of package runtime, field offsets by DWARF, and
// which inlined functions hold given program counters. The matrix compares plans with it, so it shares no code with
// them.
//
//	oracle BINARY [PC…]     PCs are hexadecimal link-time addresses
package main

import (
	"debug/elf"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
)

type segment struct {
	Address uint64 `json:"address"`
	Offset  uint64 `json:"offset"`
	Size    uint64 `json:"size"`
}

type symbol struct {
	Address uint64 `json:"address"`
	Size    uint64 `json:"size"`
}

type answer struct {
	Segments []segment `json:"segments"`
	// Symbols are empty in a stripped binary that has no pclntab section either.
	Symbols map[string]symbol `json:"symbols"`
	// SymbolsFrom is "symbol table" or "pclntab"; of the latter only functions are known.
	SymbolsFrom string `json:"symbols_from"`
	// Offsets has keys such as "g.sched.sp"; empty without DWARF.
	Offsets map[string]int64 `json:"offsets"`
	// WaitReasons are the texts of runtime.waitReasonStrings; empty if a relocation would be needed to read them.
	WaitReasons []string `json:"wait_reasons"`
	// Inlined has for each asked PC the functions around it, innermost first; empty without DWARF.
	Inlined map[string][]string `json:"inlined"`
}

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: oracle BINARY [PC...]"))
	}
	var pcs []uint64
	for _, text := range os.Args[2:] {
		pc, err := strconv.ParseUint(text, 16, 64)
		if err != nil {
			fail(err)
		}
		pcs = append(pcs, pc)
	}
	file, err := elf.Open(os.Args[1])
	if err != nil {
		fail(err)
	}
	defer file.Close()
	a, err := read(file, pcs)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(a); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(1)
}

func read(file *elf.File, pcs []uint64) (*answer, error) {
	a := &answer{Symbols: map[string]symbol{}, Offsets: map[string]int64{}, Inlined: map[string][]string{}}
	for _, p := range file.Progs {
		if p.Type == elf.PT_LOAD {
			a.Segments = append(a.Segments, segment{p.Vaddr, p.Off, p.Filesz})
		}
	}
	if err := readSymbols(file, a); err != nil {
		return nil, err
	}
	a.WaitReasons = waitReasons(file, a.Symbols["runtime.waitReasonStrings"])
	if file.Section(".debug_info") == nil && file.Section(".zdebug_info") == nil {
		return a, nil
	}
	data, err := file.DWARF()
	if err != nil {
		return nil, err
	}
	return a, readDWARF(data, a, pcs)
}
