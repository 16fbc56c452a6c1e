using System.Diagnostics.CodeAnalysis;

namespace NlSql.ServiceDefaults.Errors;

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public readonly struct Result<T>
    where T : notnull
{
    private readonly T? value;
    private readonly Failure? failure;

    private Result(T? value, Failure? failure) => (this.value, this.failure) = (value, failure);

    /// <summary>Gives the value, or else the failure.</summary>
    public bool TryGet([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Failure? reason)
    {
        (result, reason) = (value, failure);
        return failure is null;
    }

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
