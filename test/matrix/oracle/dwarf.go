package main

import (
	"debug/dwarf"
	"strconv"
	"strings"
)

// The structs whose fields a plan may name.
var structs = map[string]bool{"g": true, "m": true, "p": true, "schedt": true}

func readDWARF(data *dwarf.Data, a *answer, pcs []uint64) error {
	reader := data.Reader()
	for {
		entry, err := reader.Next()
		if err != nil {
			return err
		}
		if entry == nil {
			return nil
		}
		name, _ := entry.Val(dwarf.AttrName).(string)
		switch entry.Tag {
		case dwarf.TagStructType:
			if short := strings.TrimPrefix(name, "runtime."); short != name && structs[short] {
				t, err := data.Type(entry.Offset)
				if err != nil {
					return err
				}
				flatten(short, 0, t.(*dwarf.StructType), a.Offsets)
			}
			reader.SkipChildren()
		case dwarf.TagSubprogram:
			inside, err := covering(data, entry, pcs)
			if err != nil {
				return err
			}
			if len(inside) == 0 {
				reader.SkipChildren()
				continue
			}
			own := name
			if own == "" {
				if own, err = originName(data, entry); err != nil {
					return err
				}
			}
			for _, pc := range inside {
				a.Inlined[key(pc)] = []string{own}
			}
			if err := readInlined(data, reader, entry.Children, a, inside); err != nil {
				return err
			}
		}
	}
}

// readInlined reads the children of a subprogram or of a block in it, depth first: what comes later lies further inside.
func readInlined(data *dwarf.Data, reader *dwarf.Reader, children bool, a *answer, pcs []uint64) error {
	for depth := 1; children && depth > 0; {
		entry, err := reader.Next()
		if err != nil {
			return err
		}
		if entry.Tag == 0 {
			depth--
			continue
		}
		if entry.Tag == dwarf.TagInlinedSubroutine {
			inside, err := covering(data, entry, pcs)
			if err != nil {
				return err
			}
			for _, pc := range inside {
				name, err := originName(data, entry)
				if err != nil {
					return err
				}
				a.Inlined[key(pc)] = append([]string{name}, a.Inlined[key(pc)]...)
			}
		}
		if entry.Children {
			depth++
		}
	}
	return nil
}

func covering(data *dwarf.Data, entry *dwarf.Entry, pcs []uint64) ([]uint64, error) {
	if len(pcs) == 0 {
		return nil, nil
	}
	ranges, err := data.Ranges(entry)
	if err != nil {
		return nil, err
	}
	var inside []uint64
	for _, pc := range pcs {
		for _, r := range ranges {
			if r[0] <= pc && pc < r[1] {
				inside = append(inside, pc)
				break
			}
		}
	}
	return inside, nil
}

func originName(data *dwarf.Data, entry *dwarf.Entry) (string, error) {
	offset, ok := entry.Val(dwarf.AttrAbstractOrigin).(dwarf.Offset)
	if !ok {
		return "", nil
	}
	reader := data.Reader()
	reader.Seek(offset)
	origin, err := reader.Next()
	if err != nil {
		return "", err
	}
	name, _ := origin.Val(dwarf.AttrName).(string)
	return name, nil
}

func key(pc uint64) string { return strconv.FormatUint(pc, 16) }

// flatten lists the fields of a struct and of the structs in it, by their names joined with dots.
func flatten(prefix string, base int64, t *dwarf.StructType, into map[string]int64) {
	for _, f := range t.Field {
		name, offset := prefix+"."+f.Name, base+f.ByteOffset
		into[name] = offset
		within := f.Type
		for {
			named, ok := within.(*dwarf.TypedefType)
			if !ok {
				break
			}
			within = named.Type
		}
		if inner, ok := within.(*dwarf.StructType); ok && len(inner.Field) > 0 && strings.Count(name, ".") < 4 {
			flatten(name, offset, inner, into)
		}
	}
}
