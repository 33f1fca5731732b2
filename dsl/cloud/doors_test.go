package cloud

import (
	"strings"
	"testing"
)

// documentedActions are the actions of Alibaba Cloud that open or widen a way to the Internet, from the facts about
// access policies: alibaba/actions-for-static-addresses and those behind it.
const documentedActions = `
ecs:RunInstances ecs:CreateInstance ecs:AllocatePublicIpAddress ecs:ModifyInstanceNetworkSpec ecs:ModifyInstanceSpec
ecs:ConvertNatPublicIpToEip ess:CreateScalingConfiguration ecs:CreateLaunchTemplate ecs:CreateLaunchTemplateVersion
ecs:CreateAutoProvisioningGroup ros:CreateStack cs:CreateCluster
vpc:AllocateEipAddress vpc:AllocateEipAddressPro vpc:AllocateEipSegmentAddress eipanycast:AllocateAnycastEipAddress
vpc:AssociateEipAddress vpc:AssociateEipAddressBatch eipanycast:AssociateAnycastEipAddress vpc:ModifyEipAddressAttribute
vpc:ModifyEipForwardMode ecs:AllocateEipAddress ecs:AssociateEipAddress
vpc:CreateNatGateway vpc:CreateSnatEntry vpc:CreateForwardEntry vpc:ModifySnatEntry vpc:ModifyForwardEntry vpc:ModifyNatGatewayAttribute
slb:CreateLoadBalancer slb:CreateLoadBalancerTCPListener slb:CreateLoadBalancerUDPListener slb:CreateLoadBalancerHTTPListener
slb:CreateLoadBalancerHTTPSListener slb:StartLoadBalancerListener slb:AddBackendServers slb:SetBackendServers slb:CreateVServerGroup
slb:AddVServerGroupBackendServers slb:ModifyVServerGroupBackendServers slb:SetVServerGroupAttribute slb:CreateMasterSlaveServerGroup
slb:SetListenerAccessControlStatus slb:ModifyLoadBalancerInternetSpec slb:CreateRules
alb:CreateLoadBalancer alb:CreateListener alb:CreateServerGroup alb:AddServersToServerGroup alb:UpdateServerGroupServersAttribute
alb:UpdateLoadBalancerAddressTypeConfig alb:EnableLoadBalancerIpv6Internet alb:StartListener alb:CreateRule alb:CreateRules
alb:AssociateAclsWithListener alb:LoadBalancerJoinSecurityGroup alb:LoadBalancerLeaveSecurityGroup
nlb:CreateLoadBalancer nlb:CreateListener nlb:CreateServerGroup nlb:AddServersToServerGroup nlb:UpdateLoadBalancerAddressTypeConfig
nlb:StartListener nlb:LoadBalancerJoinSecurityGroup nlb:LoadBalancerLeaveSecurityGroup
vpc:CreateIpv6Gateway vpc:AllocateIpv6InternetBandwidth vpc:ModifyIpv6InternetBandwidth vpc:DeleteIpv6EgressOnlyRule
vpc:CreateIpv4Gateway vpc:EnableVpcIpv4Gateway vpc:DeleteIpv4Gateway vpc:AssociateRouteTableWithGateway
vpc:CreateRouteEntry vpc:CreateRouteEntries vpc:ModifyRouteEntry vpc:CreateRouteTable vpc:AssociateRouteTable vpc:UnassociateRouteTable
ecs:AuthorizeSecurityGroup ecs:AuthorizeSecurityGroupEgress ecs:CreateSecurityGroup ecs:ModifySecurityGroupRule
ecs:ModifySecurityGroupEgressRule ecs:RevokeSecurityGroup ecs:RevokeSecurityGroupEgress ecs:JoinSecurityGroup ecs:LeaveSecurityGroup
ecs:ModifyInstanceAttribute ecs:ModifyNetworkInterfaceAttribute ecs:ModifySecurityGroupPolicy
vpc:UpdateNetworkAclEntries vpc:UnassociateNetworkAcl vpc:DeleteNetworkAcl vpc:CreateNetworkAcl vpc:AssociateNetworkAcl
ecs:CreateNetworkInterface ecs:AttachNetworkInterface
cen:CreateTransitRouterVpcAttachment vpc:CreateVpcPeerConnection vpc:AcceptVpcPeerConnection vpc:CreateVpnGateway vpc:CreateVpcGatewayEndpoint
`

// harmless are the documented actions that open nothing without another one of the list, each with the reason.
var harmless = map[string]string{
	"ecs:CreateSecurityGroup":      "a group without machines; ecs:JoinSecurityGroup puts one into it",
	"vpc:CreateNetworkAcl":         "an ACL without subnets; vpc:AssociateNetworkAcl binds it",
	"vpc:CreateVpcGatewayEndpoint": "it leads to one service of the cloud, not to the Internet",
}

// TestDoorsHaveAllDocumentedActions checks that every documented action of Alibaba Cloud is part of a door, or
// harmless.
func TestDoorsHaveAllDocumentedActions(t *testing.T) {
	known := map[string]bool{}
	for _, d := range Alibaba.Doors {
		for _, step := range d.Steps {
			for _, way := range step.Ways {
				for _, action := range way {
					known[action] = true
				}
			}
		}
	}
	for _, action := range strings.Fields(documentedActions) {
		if known[action] == (harmless[action] != "") {
			t.Errorf("%s: in a door: %v; said to open nothing: %q", action, known[action], harmless[action])
		}
	}
}

// TestDoorsAreWellFormed checks that every door has a title of its own and a step, and every step an action.
func TestDoorsAreWellFormed(t *testing.T) {
	for _, p := range providers {
		titles := map[string]bool{}
		if len(p.Doors) == 0 {
			t.Errorf("%s has no doors: every statement cannot expose would hold", p.Title)
		}
		for _, d := range p.Doors {
			if titles[d.Title] || len(d.Steps) == 0 {
				t.Errorf("%s: door %q has %d steps, and its title is there twice: %v",
					p.Title, d.Title, len(d.Steps), titles[d.Title])
			}
			titles[d.Title] = true
			if !strings.HasPrefix(d.Fact, p.Key+"/") {
				t.Errorf("%s: door %q rests on the fact %q: want one of the cloud", p.Title, d.Title, d.Fact)
			}
			for _, step := range d.Steps {
				if len(step.Ways) == 0 {
					t.Errorf("%s: %s has a step without a way", p.Title, d.Title)
				}
				for _, way := range step.Ways {
					if len(way) == 0 {
						t.Errorf("%s: %s has a way without an action", p.Title, d.Title)
					}
				}
			}
		}
	}
}
