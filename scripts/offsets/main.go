// Offsets reads Go binaries with symbols and DWARF, one per toolchain, and prints lib/plan/layouts.gen.ts: where the
// runtime keeps the fields that runqscope reads, its goroutine statuses and the texts of its wait reasons.
//
// Usage: offsets VERSION=BINARY..., for instance offsets 1.26.0=first 1.26.11=second. A version that comes twice, built
// for two architectures, must have the same layout in both: the table has one row for all.
package main

import (
	"debug/dwarf"
	"debug/elf"
	"encoding/binary"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// fields lists what is read of each struct; a field that a version lacks is left out of its layout.
var fields = []struct {
	name   string
	fields []string
}{
	{"g", []string{
		"stack.lo", "stack.hi", "stackguard0", "m", "sched", "sched.sp", "sched.pc", "syscallsp", "syscallpc",
		"atomicstatus", "goid", "schedlink", "waitsince", "waitreason", "preempt", "preemptStop", "lockedm", "startpc",
		"gopc", "parentGoid", "labels", "coroarg", "syncGroup", "bubble",
	}},
	{"m", []string{
		"g0", "procid", "gsignal", "curg", "p", "nextp", "oldp", "id", "spinning", "blocked", "incgo", "ncgo", "lockedg",
		"alllink", "syscalltick",
	}},
	{"p", []string{"id", "status", "link", "schedtick", "syscalltick", "m", "runqhead", "runqtail", "runq", "runnext"}},
	{"schedt", []string{
		"goidgen", "lastpoll", "lock", "nmidle", "pidle", "npidle", "nmspinning", "runq", "runq.size", "runqsize",
		"gcwaiting", "timeToRun",
	}},
	{"moduledata", []string{"pcHeader", "text", "etext", "gofunc", "textsectmap", "pluginpath", "hasmain", "next"}},
}

// statusNames are the constants of a goroutine's status, without the combinations with _Gscan. Source:
// runtime/runtime2.go; the last two since go1.26. A status that no source uses is named with _unused behind.
var statusNames = []string{
	"runtime._Gidle", "runtime._Grunnable", "runtime._Grunning", "runtime._Gsyscall", "runtime._Gwaiting",
	"runtime._Gmoribund", "runtime._Gdead", "runtime._Genqueue", "runtime._Gcopystack", "runtime._Gpreempted",
	"runtime._Gleaked", "runtime._Gdeadextra",
}

type field struct {
	name   string
	offset int64
}

// layout is what one toolchain uses. Two layouts are the same if all but the version is equal.
type layout struct {
	version     string
	structs     map[string][]field
	statuses    []string
	waitReasons []string
}

func main() {
	var layouts []layout
	for _, arg := range os.Args[1:] {
		version, path, ok := strings.Cut(arg, "=")
		if !ok {
			fail(fmt.Errorf("%q is not VERSION=BINARY", arg))
		}
		l, err := read(version, path)
		if err != nil {
			fail(fmt.Errorf("%s: %w", path, err))
		}
		if i := slices.IndexFunc(layouts, func(other layout) bool { return other.version == version }); i < 0 {
			layouts = append(layouts, l)
		} else if !same(layouts[i], l) {
			fail(fmt.Errorf("%s: go%s has another layout on another architecture", path, version))
		}
	}
	slices.SortFunc(layouts, func(a, b layout) int { return slices.Compare(number(a.version), number(b.version)) })
	print(layouts)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "offsets:", err)
	os.Exit(1)
}

// number turns 1.26.8 into {1, 26, 8}, and 1.18, the first of its minor version, into {1, 18, 0}.
func number(version string) []int {
	var parts []int
	for _, part := range strings.Split(version, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			fail(err)
		}
		parts = append(parts, n)
	}
	if len(parts) == 2 {
		parts = append(parts, 0)
	}
	return parts
}

func read(version, path string) (layout, error) {
	file, err := elf.Open(path)
	if err != nil {
		return layout{}, err
	}
	defer file.Close()
	data, err := file.DWARF()
	if err != nil {
		return layout{}, err
	}
	types := map[string]*dwarf.StructType{}
	statuses := map[int64]string{}
	for reader := data.Reader(); ; {
		entry, err := reader.Next()
		if err != nil {
			return layout{}, err
		}
		if entry == nil {
			break
		}
		name, _ := entry.Val(dwarf.AttrName).(string)
		if value, ok := entry.Val(dwarf.AttrConstValue).(int64); ok && slices.Contains(statusNames, strings.TrimSuffix(name, "_unused")) {
			statuses[value] = strings.TrimSuffix(strings.TrimPrefix(name, "runtime._"), "_unused")
		}
		if entry.Tag != dwarf.TagStructType || !strings.HasPrefix(name, "runtime.") {
			continue
		}
		t, err := data.Type(entry.Offset)
		if err != nil {
			return layout{}, err
		}
		types[strings.TrimPrefix(name, "runtime.")] = t.(*dwarf.StructType)
	}
	l := layout{version: version, structs: map[string][]field{}}
	for _, s := range fields {
		t := types[s.name]
		if t == nil {
			return layout{}, fmt.Errorf("no DWARF for runtime.%s", s.name)
		}
		for _, name := range s.fields {
			if offset, ok := offsetOf(t, name); ok {
				l.structs[s.name] = append(l.structs[s.name], field{name, offset})
			}
		}
	}
	for value := range len(statuses) {
		name, ok := statuses[int64(value)]
		if !ok {
			return layout{}, fmt.Errorf("%d goroutine statuses, but none of value %d", len(statuses), value)
		}
		l.statuses = append(l.statuses, name)
	}
	l.waitReasons, err = waitReasons(file)
	return l, err
}

// offsetOf resolves a field, or a field of an embedded struct written outer.inner.
func offsetOf(t *dwarf.StructType, name string) (int64, bool) {
	outer, inner, nested := strings.Cut(name, ".")
	for _, f := range t.Field {
		if f.Name != outer {
			continue
		}
		if !nested {
			return f.ByteOffset, true
		}
		within := f.Type
		for {
			named, ok := within.(*dwarf.TypedefType)
			if !ok {
				break
			}
			within = named.Type
		}
		if s, ok := within.(*dwarf.StructType); ok {
			offset, found := offsetOf(s, inner)
			return f.ByteOffset + offset, found
		}
	}
	return 0, false
}

// waitReasons reads the string array runtime.waitReasonStrings, indexed by waitReason.
func waitReasons(file *elf.File) ([]string, error) {
	symbols, err := file.Symbols()
	if err != nil {
		return nil, err
	}
	for _, s := range symbols {
		if s.Name != "runtime.waitReasonStrings" {
			continue
		}
		headers, err := bytesAt(file, s.Value, s.Size)
		if err != nil {
			return nil, err
		}
		var texts []string
		for at := 0; at+16 <= len(headers); at += 16 {
			address := binary.LittleEndian.Uint64(headers[at:])
			length := binary.LittleEndian.Uint64(headers[at+8:])
			text := []byte{}
			if length > 0 {
				if text, err = bytesAt(file, address, length); err != nil {
					return nil, err
				}
			}
			texts = append(texts, string(text))
		}
		return texts, nil
	}
	return nil, fmt.Errorf("no symbol runtime.waitReasonStrings")
}

func bytesAt(file *elf.File, address, length uint64) ([]byte, error) {
	for _, p := range file.Progs {
		if p.Type == elf.PT_LOAD && address >= p.Vaddr && address+length <= p.Vaddr+p.Filesz {
			bytes := make([]byte, length)
			_, err := p.ReadAt(bytes, int64(address-p.Vaddr))
			return bytes, err
		}
	}
	return nil, fmt.Errorf("address %#x is not in the file", address)
}

// print writes one entry for each run of measured patches of a minor version that agree.
func print(layouts []layout) {
	fmt.Println(`// Generated by scripts/gen-offsets from the DWARF of the toolchains named in "measured". Do not edit.

/** Byte offsets of runtime fields, for the patch versions from "from" to "to". */
export interface Layout {
  minor: number
  from: number
  to: number
  /** The patch versions that were built and read; those between two that agree were not. */
  measured: number[]
  g: Record<string, number>
  m: Record<string, number>
  p: Record<string, number>
  schedt: Record<string, number>
  moduledata: Record<string, number>
  /** Names of the goroutine statuses by value. */
  statuses: string[]
  /** Text of runtime.waitReason by value. */
  waitReasons: string[]
}

export const layouts: Layout[] = [`)
	for i := 0; i < len(layouts); {
		first := layouts[i]
		var measured []string
		for ; i < len(layouts) && same(first, layouts[i]); i++ {
			measured = append(measured, strconv.Itoa(number(layouts[i].version)[2]))
		}
		fmt.Printf("  {\n    minor: %d,\n    from: %s,\n    to: %s,\n    measured: [%s],\n", number(first.version)[1], measured[0],
			measured[len(measured)-1], strings.Join(measured, ", "))
		for _, s := range fields {
			fmt.Printf("    %s: {\n", s.name)
			for _, f := range first.structs[s.name] {
				fmt.Printf("      %s: %d,\n", key(f.name), f.offset)
			}
			fmt.Println("    },")
		}
		printTexts("statuses", first.statuses)
		printTexts("waitReasons", first.waitReasons)
		fmt.Println("  },")
	}
	fmt.Println("]")
}

func printTexts(name string, texts []string) {
	fmt.Printf("    %s: [\n", name)
	for _, text := range texts {
		fmt.Printf("      '%s',\n", strings.ReplaceAll(text, "'", "\\'"))
	}
	fmt.Println("    ],")
}

func same(a, b layout) bool {
	return number(a.version)[1] == number(b.version)[1] && reflect.DeepEqual(a.structs, b.structs) &&
		slices.Equal(a.statuses, b.statuses) && slices.Equal(a.waitReasons, b.waitReasons)
}

func key(name string) string {
	if strings.Contains(name, ".") {
		return "'" + name + "'"
	}
	return name
}
