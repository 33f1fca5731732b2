package cloud

// A Code is a code of a cloud's path analyzer, and the reasons that say the same.
type Code struct {
	Code    string
	Reasons []string
	// Why explains a code without reasons, empty for every other.
	Why string
}

// AnalyzerTitle is the name of the analyzer of AnalyzerCodes.
const AnalyzerTitle = "AWS Reachability Analyzer"

// AnalyzerCodes are the codes of AWS's Reachability Analyzer with our reasons (aws/analyzer). It is no field of
// Provider, so that the linker leaves the table out of the engine, which does not use it.
func AnalyzerCodes() []Code {
	return []Code{
		{Code: "BAD_STATE", Reasons: []string{"blackhole-route"}},
		{Code: "BAD_STATE_ATTACHMENT", Reasons: []string{"gateway-detached"}},
		{Code: "BAD_STATE_ROUTE", Reasons: []string{"blackhole-route"}},
		{Code: "BAD_STATE_VPN", Why: "a VPN gateway always works here"},
		{Code: "CANNOT_ROUTE", Reasons: []string{"no-route", "not-public-subnet", "nat-no-way-out"}},
		{Code: "DISCONNECTED_VPCS", Reasons: []string{"no-route"}},
		{Code: "ELBV2_LISTENER_HAS_NO_TG", Reasons: []string{"no-healthy-target"}},
		{Code: "ELBV2_LISTENERS_MISMATCH", Reasons: []string{"no-listener-rule"}},
		{Code: "ELBV2_LISTENER_PORT_RESTRICTION", Reasons: []string{"no-listener-rule"}},
		{Code: "ELBV2_LISTENER_REQUIRES_TG_ACCEPT", Reasons: []string{"no-healthy-target"}},
		{Code: "ELBV2_SOURCE_ADDRESS_PRESERVATION", Reasons: []string{"balanced"}},
		{Code: "ELB_NOT_CROSSZONE", Reasons: []string{"no-healthy-target"}},
		{Code: "ENI_ADDRESS_RESTRICTION", Reasons: []string{"unknown-destination", "astray"}},
		{Code: "ENI_SG_RULES_MISMATCH", Reasons: []string{"sg-no-rule"}},
		{Code: "ENI_SOURCE_DEST_CHECK_RESTRICTION", Reasons: []string{"source-dest-check"}},
		{Code: "GATEWAY_REJECTS_SPOOFED_TRAFFIC", Reasons: []string{"not-internet-address"}},
		{Code: "HIGHER_PRIORITY_ROUTE", Reasons: []string{"route"}},
		{Code: "IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS", Reasons: []string{"unknown-destination"}},
		{Code: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS", Reasons: []string{"not-internet-address"}},
		{Code: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS", Reasons: []string{"not-internet-address"}},
		{Code: "IGW_NAT_REFLECTION", Reasons: []string{"eip"}},
		{Code: "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", Reasons: []string{"no-public-address", "unknown-destination"}},
		{Code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", Reasons: []string{"no-public-address"}},
		{Code: "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS", Reasons: []string{"not-internet-address"}},
		{Code: "IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS", Reasons: []string{"not-internet-address"}},
		{Code: "INGRESS_RTB_NO_PUBLIC_IP", Reasons: []string{"edge-appliance"}},
		{Code: "INGRESS_RTB_TRAFFIC_REDIRECTION", Reasons: []string{"edge-appliance"}},
		{Code: "MORE_SPECIFIC_ROUTE", Reasons: []string{"route"}},
		{Code: "NGW_DEST_ADDRESS_PRESERVATION", Reasons: []string{"nat"}},
		{Code: "NGW_REQUIRES_SOURCE_IN_VPC", Reasons: []string{"nat-foreign-source"}},
		{Code: "NGW_SOURCE_ADDRESS_REASSIGN", Reasons: []string{"nat"}},
		{Code: "NO_POSSIBLE_DESTINATION", Reasons: []string{"unknown-destination"}},
		{Code: "NO_PATH", Why: "a trace always names what stops the packet"},
		{Code: "NO_ROUTE_TO_DESTINATION", Reasons: []string{"no-route", "not-public-subnet", "nat-no-way-out"}},
		{
			Code: "NO_SOURCE_OR_DESTINATION",
			Why:  "a question that names something undeclared is an error of the text",
		},
		{Code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", Reasons: []string{"not-transitive"}},
		{Code: "PROTOCOL_RESTRICTION", Reasons: []string{"nat-protocol"}},
		{Code: "REGIONAL_NGW_ROUTE_AZ_RESTRICTION", Why: "a NAT gateway lives in one subnet here"},
		{Code: "REMAP_EPHEMERAL_PORT", Reasons: []string{"nat"}},
		{Code: "SG_HAS_NO_RULES", Reasons: []string{"sg-no-rule"}},
		{Code: "SG_REFERENCES_NOT_PRESERVED", Reasons: []string{"sg-no-rule"}},
		{Code: "SG_REFERENCING_SUPPORT", Reasons: []string{"sg-no-rule"}},
		{Code: "SUBNET_ACL_RESTRICTION", Reasons: []string{"acl-deny", "acl-no-rule"}},
		{Code: "TARGET_ADDRESS_RESTRICTION", Reasons: []string{"balanced"}},
		{Code: "TARGET_PORT_RESTRICTION", Reasons: []string{"balanced"}},
		{
			Code: "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION",
			Why:  "a transit gateway has one table here, and each attachment uses it",
		},
		{
			Code: "TGW_ATTACH_VPC_AZ_RESTRICTION",
			Why: "a transit gateway keeps to the sender's zone if it has an attachment there, " +
				"and takes any other attachment if it has none",
		},
		{Code: "TGW_BAD_STATE_VPN", Why: "no VPN is attached to a transit gateway here"},
		{Code: "TGW_ROUTE_AZ_RESTRICTION", Reasons: []string{"attachment-zone"}},
		{Code: "TGW_RTB_BAD_STATE_ROUTE", Reasons: []string{"blackhole-route"}},
		{Code: "TGW_RTB_CANNOT_ROUTE", Reasons: []string{"attachment-route"}},
		{Code: "TGW_RTB_HIGHER_PRIORITY_ROUTE", Reasons: []string{"link"}},
		{Code: "TGW_RTB_MORE_SPECIFIC_ROUTE", Reasons: []string{"link"}},
		{Code: "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT", Reasons: []string{"attachment-route"}},
		{Code: "UNKNOWN_PEERED_SGS", Reasons: []string{"sg-no-rule"}},
		{Code: "VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS", Reasons: []string{"not-transitive"}},
		{Code: "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", Reasons: []string{"unknown-destination"}},
		{Code: "VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION", Why: "an endpoint sends nothing here but answers"},
		{Code: "VPCE_GATEWAY_PROTOCOL_RESTRICTION", Reasons: []string{"endpoint-protocol"}},
		{Code: "VPC_BLOCK_PUBLIC_ACCESS_ENABLED", Reasons: []string{"public-access-blocked"}},
		{Code: "VPC_LOCAL_ROUTE_CIDR_RESTRICTION", Reasons: []string{"local-route"}},
	}
}
