using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>Roles that a client can have, the strongest first. <see cref="Roles.Service"/> is not among them.</summary>
internal static class ClientRoles
{
    public static IReadOnlyList<string> All { get; } = [Roles.Admin, Roles.Editor, Roles.Analyst, Roles.Viewer, Roles.Auditor];
}
