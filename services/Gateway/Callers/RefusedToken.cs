using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Gateway.Callers;

/// <summary>A feature of a request whose token is genuine and of a caller of ours, who is turned away all the same.</summary>
internal sealed record RefusedToken(Caller Caller, Failure Failure);
