package reference_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl/cloud"
	"hopwise/dsl/reference"
	"hopwise/dsl/trace"
)

// usefulCodes are the codes of the Reachability Analyzer that a tracer can use (aws/analyzer).
const usefulCodes = `BAD_STATE BAD_STATE_ATTACHMENT BAD_STATE_ROUTE CANNOT_ROUTE ELBV2_LISTENER_PORT_RESTRICTION ELBV2_LISTENERS_MISMATCH
ENI_ADDRESS_RESTRICTION ENI_SG_RULES_MISMATCH ENI_SOURCE_DEST_CHECK_RESTRICTION GATEWAY_REJECTS_SPOOFED_TRAFFIC HIGHER_PRIORITY_ROUTE
IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS
IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS
IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS INGRESS_RTB_NO_PUBLIC_IP INGRESS_RTB_TRAFFIC_REDIRECTION MORE_SPECIFIC_ROUTE
NGW_REQUIRES_SOURCE_IN_VPC NO_POSSIBLE_DESTINATION NO_ROUTE_TO_DESTINATION PCX_REQUIRES_ADDRESS_IN_VPC_CIDR PROTOCOL_RESTRICTION
SG_HAS_NO_RULES SG_REFERENCES_NOT_PRESERVED SG_REFERENCING_SUPPORT SUBNET_ACL_RESTRICTION TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION
TGW_ROUTE_AZ_RESTRICTION TGW_RTB_BAD_STATE_ROUTE TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT VPC_BLOCK_PUBLIC_ACCESS_ENABLED
VPCE_GATEWAY_PROTOCOL_RESTRICTION DISCONNECTED_VPCS NO_SOURCE_OR_DESTINATION`

// TestEveryUsefulCodeHasAReason checks that each code has reasons, or says why it has none, and that these reasons
// exist.
func TestEveryUsefulCodeHasAReason(t *testing.T) {
	_, codes := reference.AnalyzerCodes()
	listed := map[string]bool{}
	for _, c := range codes {
		if listed[c.Code] || (len(c.Reasons) == 0) == (c.Why == "") {
			t.Errorf(
				"%s is listed twice, or with neither reasons nor why, or with both: %v, %q",
				c.Code,
				c.Reasons,
				c.Why,
			)
		}
		if c.Code == "" || strings.Trim(c.Code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
			t.Errorf("have the code %q, want capitals, digits and low lines", c.Code)
		}
		listed[c.Code] = true
		for _, r := range c.Reasons {
			if !slices.Contains(trace.Reasons(), r) {
				t.Errorf("%s is said to be %s\nwant a reason of trace.Catalogue", c.Code, r)
			}
		}
	}
	for _, code := range strings.Fields(usefulCodes) {
		if !listed[code] {
			t.Errorf("%s is not listed\nto mend it: add it to dsl/cloud/aws_analyzer.go", code)
		}
	}
}

// TestReasonsOfDropsHaveTheirCodes holds the codes from the side of what drops a packet.
func TestReasonsOfDropsHaveTheirCodes(t *testing.T) {
	_, codes := reference.AnalyzerCodes()
	for _, test := range []struct {
		reason trace.Reason
		code   string
	}{
		{trace.ACLDeny, "SUBNET_ACL_RESTRICTION"},
		{trace.ACLNoRule, "SUBNET_ACL_RESTRICTION"},
		{trace.SGNoRule, "ENI_SG_RULES_MISMATCH"},
		{trace.SourceDestCheck, "ENI_SOURCE_DEST_CHECK_RESTRICTION"},
		{trace.NoRoute, "NO_ROUTE_TO_DESTINATION"},
		{trace.NotPublicSubnet, "NO_ROUTE_TO_DESTINATION"},
		{trace.BlackholeRoute, "TGW_RTB_BAD_STATE_ROUTE"},
		{trace.AttachmentRoute, "TGW_RTB_CANNOT_ROUTE"},
		{trace.AttachmentRoute, "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"},
		{trace.NATProtocol, "PROTOCOL_RESTRICTION"},
		{trace.NATForeignSource, "NGW_REQUIRES_SOURCE_IN_VPC"},
		{trace.NotTransitive, "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"},
		{trace.PublicBlocked, "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"},
	} {
		at := slices.IndexFunc(codes, func(c cloud.Code) bool { return c.Code == test.code })
		if at < 0 || !slices.Contains(codes[at].Reasons, string(test.reason)) {
			t.Errorf("%s: have no code %s, want it", test.reason, test.code)
		}
	}
}

// TestReasonsAreWhole checks that each reason has a fact and an example that shows it.
func TestReasonsAreWhole(t *testing.T) {
	names, err := filepath.Glob("../testdata/traces/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no traces: %v", err)
	}
	var examples []reference.Example
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		examples = append(examples, reference.Example{Name: name, Text: string(archive.Files[0].Data)})
	}
	for _, e := range reference.Reasons(examples) {
		if len(e.Facts) == 0 || !strings.Contains(e.Example.Text, "cloud ") {
			t.Errorf("%s has %d facts and the example %q\nwant some of each", e.Key, len(e.Facts), e.Example.Name)
		}
	}
}
