package vocabulary

// Hints that several terms have.
const (
	leaveOut    = "It decides nothing about who reaches whom: leave it out."
	manyAsOne   = "Write each of its machines as an instance."
	farNetworks = "A private line leads to networks far away, as a VPN does: write vpn-gateway NAME and their ranges."
	onlyForward = "Write an instance with source-dest-check off, ip-forward on and iptables in its block, and routes that lead to it."
)

// terms are the words of the consoles' menus, of command lines and of colleagues. Of two with the same name, the first
// that a cloud has is meant, rather one whose statement stands in the block.
var terms = []term{
	// Machines
	{names: "vm server machine virtual-machine ec2 ecs bms bare-metal computer", keyword: "instance"},
	{names: "bastion jump-host jumpbox jump-server", keyword: "instance"},
	{
		names:   "nat-instance nat-server",
		keyword: "instance",
		needs:   "ip-forward",
		hint:    "Write instance, with source-dest-check off, ip-forward on and iptables { masquerade RANGE } in its block.",
	},
	{
		names:   "rds database db-instance db-cluster aurora polardb mysql postgres postgresql mariadb oracle sqlserver db",
		clouds:  onAlibaba,
		keyword: "instance",
		needs:   "listen",
		hint: "A database is met as a machine is: write instance, the ports in listen, such as listen tcp/3306, " +
			"and its whitelist as the rules of a security group.",
	},
	{
		names: "rds database db-instance db-cluster aurora gaussdb taurusdb dcs dds gemini redis elasticache memcached " +
			"valkey tair kvstore polardb mysql postgres postgresql mariadb oracle sqlserver db mongodb documentdb neptune " +
			"redshift opensearch elasticsearch msk kafka mq efs nas sfs",
		keyword: "instance",
		needs:   "listen",
		hint: "A database is met as a machine is: write instance, with its security group and " +
			"the ports in listen, such as listen tcp/3306.",
	},
	{
		names:   "lambda function functions function-compute functiongraph fc fgs",
		keyword: "instance",
		needs:   "listen",
		hint:    "A function in a VPC begins connections and takes none: write instance, with listen none in its block.",
	},
	{
		names:   "task ecs-task fargate eci cci container-instance serverless-container",
		keyword: "instance",
		hint:    "It has an address and security groups of its own: write instance.",
	},
	{names: "service ecs-service deployment replicaset daemonset", hint: "Write an instance or a pod for each copy that runs."},
	{
		names: "docker docker-compose container containers podman",
		hint: "Published ports are the machine's own: listen tcp/8080. Containers that are called by addresses of their own " +
			"are a network behind the machine: behind 172.17.0.0/16.",
	},
	{
		names: "port ports expose expose-port open open-port open-ports",
		hint:  "The ports that a machine answers are listen tcp/443 in its block. A rule lets them in: in allow tcp/443 from 0.0.0.0/0.",
	},
	{names: "asg autoscaling autoscaling-group auto-scaling-group auto-scaling scaling-group ess as-group", hint: manyAsOne},
	{names: "node-group nodegroup node-pool nodepool", hint: "Write its machines as instances, and name them in nodes."},
	{names: "node worker worker-node master", keyword: "instance"},
	{names: "node worker worker-node master", keyword: "nodes"},
	{names: "eks ack cce kubernetes k8s ask container-cluster", keyword: "cluster"},
	{names: "client user-device", keyword: "host"},
	{
		names: "ami image ebs disk volume volumes snapshot key-pair keypair key-name placement-group launch-template " +
			"user-data monitoring iam-role role iam instance-profile tenancy dedicated-host tag tags label labels description " +
			"flow-log flow-logs traffic-mirror mirror-session dhcp-options dhcp-option-set dhcp-options-set dns-support " +
			"dns-hostnames bandwidth shared-bandwidth cbwp bandwidth-package data-transfer-plan",
		hint: leaveOut,
	},
	{names: "region", hint: "A cloud of a scenario is one region, and inter-region marks a peering between two: leave it out."},

	// Networks
	{
		names: "default-vpc", clouds: onAWS, keyword: "vpc",
		hint: "The default VPC is written as any other: vpc NAME 172.31.0.0/16.",
	},
	{names: "network virtual-private-cloud virtual-network vnet", keyword: "vpc"},
	{
		names:   "public-subnet",
		clouds:  onAWS,
		keyword: "subnet",
		hint:    "A subnet is public where its route-table leads 0.0.0.0/0 to the internet-gateway.",
	},
	{
		names:   "private-subnet",
		clouds:  onAWS,
		keyword: "subnet",
		hint:    "A subnet is private where its route-table does not lead to the internet-gateway.",
	},
	{names: "public-subnet private-subnet public-vswitch private-vswitch sub-network subnetwork vsw", keyword: "subnet"},
	{names: "subnet-group db-subnet-group", hint: "The instance stands in one of the subnets: leave the group out."},
	{
		names:    "az availability-zone availability-zones zone zone-id",
		clouds:   onAlibaba,
		argument: " zone ",
		hint:     "A zone stands behind the range: vswitch NAME RANGE zone a.",
	},
	{
		names:    "az availability-zone availability-zones zone zone-id",
		argument: " zone ",
		hint:     "A zone stands behind the range: subnet NAME RANGE zone a.",
	},
	{
		names:    "cidr cidr-block cidr-blocks range ip-range secondary-cidr",
		argument: " ",
		hint:     "A range stands behind the name: vpc NAME RANGE.",
	},
	{names: "mtu jumbo-frames mss", hint: "Packets have no size here, so that a packet that is too large is not found. Leave it out."},

	// Addresses
	{
		names:    "private-ip private-address primary-ip primary-private-ip ip ip-address",
		argument: " ",
		keyword:  "address",
		hint:     "The first address of a machine stands behind its name: instance NAME ADDRESS. A further one is address ADDRESS.",
	},
	{names: "elastic-ip elastic-address eip-address static-ip allocation-id", keyword: "eip"},
	{names: "public-address public-ipv4 auto-assign-public-ip associate-public-ip-address nat-ip", keyword: "public-ip"},
	{
		names: "public publicly-accessible map-public-ip-on-launch",
		hint:  "A machine is public by an address of its own: write eip or public-ip in the block of the instance.",
	},
	{names: "ipv6-address ip6", keyword: "ipv6"},
	{names: "secondary-ip secondary-address secondary-private-ip alias-ip", keyword: "address"},
	{
		names:   "havip ha-vip vip virtual-ip virtual-address floating-ip keepalived vrrp",
		keyword: "address",
		hint:    "A virtual address belongs to the machine that holds it now: write address and the virtual one in its block.",
	},
	{names: "eni nic network-interface network-card supplementary-network-interface sub-eni", keyword: "interface"},
	{
		names:   "source-destination-check src-dst-check source-check source-dest-checking",
		keyword: "source-dest-check",
	},

	// Gateways and routes
	{names: "igw internet-gw", keyword: "internet-gateway"},
	{names: "eigw eoigw egress-only-internet-gateway", keyword: "egress-only-gateway"},
	{names: "nat natgw ngw nat-gw public-nat public-nat-gateway internet-nat-gateway enhanced-nat", keyword: "nat-gateway"},
	{names: "private-nat private-nat-gateway vpc-nat vpc-nat-gateway", keyword: "nat-gateway", behind: "private"},
	{names: "rtb routes routing-table system-route-table custom-route-table", keyword: "route-table"},
	{
		names: "route add-route ip-route",
		hint:  "A route stands in a route-table: route-table NAME { 0.0.0.0/0 -> TARGET }, which a subnet names.",
	},
	{
		names: "default default-route default-gateway",
		hint:  "A default route is 0.0.0.0/0 -> and its target in a route-table.",
	},
	{names: "snat-entry snat-rule", keyword: "snat"},
	{names: "dnat-entry dnat-rule port-forward port-forwarding port-mapping", keyword: "dnat"},
	{names: "carrier-gateway local-gateway", hint: "Local and wavelength zones are not in this language: an internet-gateway is the nearest."},
	{names: "vrouter vpc-router virtual-router", hint: "Every VPC has its router, and route-table says where it leads: leave it out."},
	{names: "ipam ipam-pool public-ip-pool public-ip-address-pool cidr-reservation vswitch-cidr-reservation", hint: leaveOut},
	{names: "pl managed-prefix-list ip-address-group address-group ip-set ipset", keyword: "prefix-list"},

	// Filters
	{names: "sg secgroup security-groups", keyword: "security-group"},
	{names: "acl nacl network-acls", keyword: "network-acl"},
	{names: "ingress inbound ingress-rule inbound-rule", keyword: "in"},
	{names: "egress outbound egress-rule outbound-rule", keyword: "out"},
	{
		names: "rule rules permit firewall-rule firewall-rules security-group-rule",
		hint:  "A rule starts with its direction: in allow tcp/443 from 0.0.0.0/0.",
	},
	{names: "self", hint: "A rule names its own group as its peer: in allow all from NAME."},
	{
		names: "firewall network-firewall firewall-endpoint anfw cfw cloud-firewall virtual-firewall vpc-firewall " +
			"internet-firewall gwlb gateway-load-balancer gateway-load-balancer-endpoint gwlbe appliance fortigate pfsense",
		hint: "A firewall on the way is a machine that hands packets on. " + onlyForward,
	},
	{names: "proxy squid router vyos openvpn wireguard strongswan", hint: onlyForward},
	{
		names: "waf web-acl shield ddos anti-ddos ddos-protection dns-firewall guardduty ram-policy bucket-policy",
		hint:  "It judges what a request says or who signs it, and not who reaches whom: leave it out.",
	},
	{names: "ufw firewalld nftables windows-firewall netfilter guest-firewall", keyword: "iptables"},

	// Balancers
	{names: "alb application-load-balancer", clouds: onAWS, keyword: "load-balancer", behind: "application"},
	{names: "nlb network-load-balancer", clouds: onAWS, keyword: "load-balancer", behind: "network"},
	{
		names: "clb classic-load-balancer elb-classic", clouds: onAWS, keyword: "load-balancer",
		hint: "Classic balancers of AWS are not in this language: load-balancer NAME application comes nearest.",
	},
	{
		names: "elb lb slb loadbalancer balancer", clouds: onAWS, keyword: "load-balancer",
		hint: "Its kind stands behind the name: load-balancer NAME application or load-balancer NAME network.",
	},
	{
		names: "elb lb loadbalancer balancer", clouds: onAlibaba, keyword: "load-balancer",
		hint: "Its kind stands behind the name: load-balancer NAME alb, or nlb or clb in the place of alb.",
	},
	{names: "alb application-load-balancer", clouds: onAlibaba, keyword: "load-balancer", behind: "alb"},
	{names: "nlb network-load-balancer", clouds: onAlibaba, keyword: "load-balancer", behind: "nlb"},
	{names: "clb slb classic-load-balancer", clouds: onAlibaba, keyword: "load-balancer", behind: "clb"},
	{names: "elb slb lb alb nlb clb loadbalancer balancer haproxy", keyword: "load-balancer"},
	{
		names: "target-group target-groups tg server-group backend-server-group backend backends target targets vserver-group pool",
		hint:  "Targets stand behind the arrow of a listener: listen tcp/443 -> web-1, web-2 tcp/8443.",
	},
	{names: "listener listeners forward-to", keyword: "listen"},
	{names: "health-check healthcheck", hint: "A listener that checks another port ends with it: listen tcp/443 -> web health tcp/8080."},
	{names: "cross-zone-load-balancing", keyword: "cross-zone"},
	{names: "preserve-client-ip client-ip-preservation", keyword: "preserve-client-address"},
	{names: "whitelist blacklist access-control", keyword: "access"},

	// Between networks
	{names: "pcx vpc-peering peering-connection vpc-peering-connection", keyword: "peering"},
	{names: "tgw transit-gw", keyword: "transit-gateway"},
	{names: "enterprise-router er er-instance", clouds: onHuawei, keyword: "transit-gateway"},
	{names: "enterprise-router er transit-router tr ccn cloud-enterprise-network", keyword: "cen"},
	{names: "cloud-wan core-network global-network central-network cloud-connect cc-instance", keyword: "transit-gateway"},
	{names: "tgw-attachment tgw-attach transit-gateway-attachment attachment vpc-attachment", keyword: "attach"},
	{names: "vgw vpn vpn-gw virtual-private-gateway", keyword: "vpn-gateway"},
	{
		names: "cgw customer-gateway user-gateway ipsec ipsec-connection site-to-site-vpn s2s-vpn tunnel",
		hint:  "The far side of a VPN is the ranges behind vpn-gateway: vpn-gateway NAME RANGE.",
	},
	{
		names:  "client-vpn client-vpn-endpoint",
		clouds: onAWS,
		hint: "Its clients come by an address of the endpoint's subnet: write an instance there with source-dest-check off, " +
			"ip-forward on, behind RANGE and iptables { masquerade RANGE } for the clients' addresses.",
	},
	{
		names: "client-vpn client-vpn-endpoint ssl-vpn p2s-vpn vpn-client remote-access",
		hint: "Write an instance for what takes the clients in, with source-dest-check off, ip-forward on and " +
			"behind RANGE for the clients' addresses in its block.",
	},
	{
		names: "direct-connect dx dxgw dx-gateway direct-connect-gateway express-connect vbr virtual-border-router ecr " +
			"express-connect-router virtual-interface vif virtual-gateway leased-line physical-connection dedicated-connection " +
			"interconnect expressroute",
		keyword: "vpn-gateway",
		hint:    farNetworks,
	},
	{
		names:   "smart-access-gateway sag on-premises onprem on-prem data-center datacenter office-network",
		keyword: "vpn-gateway",
		hint:    "A site is a network far away: write vpn-gateway NAME and its ranges.",
	},

	// Services
	{
		names:  "gateway-endpoint",
		clouds: onAWS,
		hint:   "It stands in the block of the vpc, and routes lead to it: endpoint NAME gateway PREFIX-LIST.",
	},
	{
		names:  "interface-endpoint privatelink private-link",
		clouds: onAWS,
		hint:   "It stands in the block of a subnet, and HOST is at the top level: endpoint NAME interface HOST.",
	},
	{
		names:  "vpce vpc-endpoint vpcep",
		clouds: onAWS,
		hint: "One with an address is endpoint NAME interface HOST in the block of a subnet, one that routes lead to is " +
			"endpoint NAME gateway PREFIX-LIST in that of the vpc.",
	},
	{
		names:  "vpce vpc-endpoint interface-endpoint privatelink private-link",
		clouds: onAlibaba,
		hint:   "It stands in the block of a vswitch, and HOST is at the top level: endpoint NAME interface HOST.",
	},
	{names: "vpce vpc-endpoint vpcep gateway-endpoint interface-endpoint privatelink private-link", keyword: "endpoint"},
	{
		names: "endpoint-service vpc-endpoint-service vpcep-service service-network lattice resource-gateway",
		hint:  "A service of your own that is offered to other VPCs is not in this language: a peering with its VPC leads there.",
	},
	{
		names: "s3 bucket dynamodb sqs sns ssm session-manager secrets-manager ecr-api oss obs dms api-gateway kms " +
			"cloudwatch sts service-endpoint website",
		keyword: "host",
		hint:    "A service on the Internet is a host at the top level: host NAME 203.0.113.200 { listen tcp/443 }.",
	},
	{
		names:  "global-accelerator accelerator ga",
		clouds: onAWS,
		hint: "An accelerator keeps the client's address on its way to an instance or an application balancer: " +
			"give that an eip, and ask from the client.",
	},
	{
		names: "cloudfront cdn distribution dcdn global-accelerator accelerator ga esa edge",
		hint:  "The edge that calls your servers is a host: write host NAME 203.0.113.50 at the top level, and ask from it.",
	},
	{
		names: "dns route53 route-53 hosted-zone private-hosted-zone private-zone privatezone record resolver " +
			"resolver-endpoint domain alias cname",
		hint: "A question names the machine itself, and the answer says which of its addresses the sender meets: leave it out.",
	},

	// Questions
	{names: "ping traceroute tracert mtr", line: "trace internet -> TO icmp"},
	{names: "ssh scp", line: "trace internet -> TO tcp/22"},
	{names: "rdp mstsc", line: "trace internet -> TO tcp/3389"},
	{names: "curl wget http", line: "trace internet -> TO tcp/80"},
	{names: "https browse", line: "trace internet -> TO tcp/443"},
	{names: "telnet nc ncat netcat test", hint: "A question is trace FROM -> TO SERVICE: trace internet -> web tcp/443."},
	{names: "question ask query", hint: "A question is trace FROM -> TO SERVICE: trace internet -> web tcp/443."},
	{names: "assert should verify", keyword: "expect"},
	{names: "aws amazon", hint: "Write cloud aws { and its VPCs in the block."},
	{names: "alibaba aliyun alicloud", hint: "Write cloud alibaba { and its VPCs in the block."},
	{names: "huawei huaweicloud hwc", hint: "Write cloud huawei { and its VPCs in the block."},
	{names: "otc telekom open-telekom-cloud", hint: "Write cloud huawei otc { and its VPCs in the block."},
	{names: "comment desc remark", keyword: "note"},
	{names: "name", hint: "A name stands behind the keyword of what it names, and a title is for the scenario."},
	{names: "resource provider terraform module variable locals data", hint: "This is Terraform. " + ownWords},
}

// cloudNames are what people call the clouds, with what the language writes.
var cloudNames = []Known{
	{"amazon", "aws"}, {"ec2", "aws"}, {"aliyun", "alibaba"}, {"alicloud", "alibaba"}, {"ali", "alibaba"},
	{"huaweicloud", "huawei"}, {"hwc", "huawei"}, {"hwcloud", "huawei"}, {"otc", "huawei otc"}, {"telekom", "huawei otc"},
	{"open-telekom-cloud", "huawei otc"}, {"t-systems", "huawei otc"},
}
