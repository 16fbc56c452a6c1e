using System.Net;

namespace NlSql.Gateway.Callers;

/// <summary>Where requests come from: an IPv4 address, or the first half of an IPv6 address, of which the other half is everybody's own choice.</summary>
internal static class RemoteNetwork
{
    private const int NetworkBytes = 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        var bytes = address.GetAddressBytes();
        if (bytes.Length <= NetworkBytes)
            return address.ToString();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
