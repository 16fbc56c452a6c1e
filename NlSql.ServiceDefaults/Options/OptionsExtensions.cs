using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NlSql.ServiceDefaults.Options;

/// <summary>Registers options classes so that a wrong value or a misspelt name stops the start.</summary>
public static class OptionsExtensions
{
    /// <summary>
    /// Binds a configuration section to <typeparamref name="T"/>: annotations are checked at start, and a key that the class does
    /// not have is refused.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="section">Name of the section, such as <c>Chat:Asking</c>.</param>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IHostApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.Services.AddSingleton<IValidateOptions<T>>(new KeysAreKnown<T>(builder.Configuration.GetSection(section)));
        return builder.Services.AddOptions<T>()
            .Bind(builder.Configuration.GetSection(section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    /// <summary>Environment variables that are set, as settings of a section.</summary>
    /// <param name="configuration">Where they are read.</param>
    /// <param name="section">Name of the section.</param>
    /// <param name="names">Each variable with the setting that it stands for.</param>
    public static IEnumerable<KeyValuePair<string, string?>> ReadVariables(this IConfiguration configuration, string section, IEnumerable<(string Variable, string Setting)> names)
    {
        foreach (var (variable, setting) in names)
        {
            if (configuration[variable] is { Length: > 0 } value)
                yield return new($"{section}:{setting}", value);
        }
    }

    private sealed class KeysAreKnown<T>(IConfigurationSection section) : IValidateOptions<T>
        where T : class, new()
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var known = typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var unknown = section.GetChildren().Select(child => child.Key).Where(key => !known.Contains(key)).Order(StringComparer.Ordinal).ToList();
            return unknown.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{section.Path} has no setting named {string.Join(", ", unknown)}. It has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }
}
