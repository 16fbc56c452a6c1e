using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Policies;

/// <summary>
/// What an answer depends on besides query and data: the plugin's version, its policy, and those of the caller's roles that the policy
/// tells apart. The part of a cache key that keeps one caller's answer from another.
/// </summary>
internal static class PolicyFingerprint
{
    /// <summary>The part that is the same for all callers of a model.</summary>
    public static string Of(ModelDefinition model) => Hash($"{model.Version}\n{JsonSerializer.Serialize(model.Policy, ModelDefinitionJson.Options)}");

    /// <summary>The fingerprint for a caller, as lower-case hexadecimal digits.</summary>
    public static string Of(QueryContext context)
    {
        var policy = context.Model.Definition.Policy;
        var named = policy.RowFilters.SelectMany(f => f.Roles).Concat(policy.ColumnMasks.SelectMany(m => m.Except));
        var roles = context.ForAnyRole ? "*" : string.Join(',', named.Where(context.Roles.Contains).Distinct().Order(StringComparer.Ordinal));
        return Hash($"{context.Model.PolicyFingerprint}\n{roles}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
