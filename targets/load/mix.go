package main

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"
)

// Endpoints with their weights.
type mix struct {
	paths   []string
	weights []int
	sum     int
}

// ParseMix reads "fast=8,sleep=2"; a path may have a query: "cpu?ms=5=1".
func parseMix(text string) (mix, error) {
	var m mix
	for _, part := range strings.Split(text, ",") {
		at := strings.LastIndex(part, "=")
		if at < 1 {
			return m, fmt.Errorf("%q in -mix is not PATH=WEIGHT", part)
		}
		weight, err := strconv.Atoi(part[at+1:])
		if err != nil || weight < 1 {
			return m, fmt.Errorf("the weight in %q is not a positive whole number", part)
		}
		m.paths = append(m.paths, strings.TrimPrefix(part[:at], "/"))
		m.weights = append(m.weights, weight)
		m.sum += weight
	}
	return m, nil
}

// Pick returns the index of an endpoint.
func (m mix) pick(random *rand.Rand) int {
	at := random.Intn(m.sum)
	for index, weight := range m.weights {
		if at -= weight; at < 0 {
			return index
		}
	}
	panic("the weights do not add up to their sum")
}
