using System.Reflection;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Authority;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;

namespace FaceGrid.Silo.Authority;

/// <summary>
/// Admits a call if its caller has a role that may call the method in the tenant of the grain's key; refuses every other call, and
/// one with arguments beyond <see cref="Grains.Interfaces.Limits.MessageLimits"/>, before it reaches the grain. With TLS, a caller is the certificate of the token in the call (<see cref="CallerTokenIssuer"/>); the ids in a
/// message are not consulted, because a gateway does not check them. Without TLS, every client is the administrator of all tenants.
/// </summary>
/// <param name="tokens">Verifies tokens; null: a cluster without TLS.</param>
/// <param name="logger">Log of refused calls.</param>
internal sealed partial class AuthorityFilter(CallerTokenVerifier? tokens, ILogger<AuthorityFilter> logger) : IIncomingGrainCallFilter
{
    /// <summary>Internal interfaces of Orleans that its client calls: the types of grains, and cancellation of its own calls.</summary>
    private const string ManifestInterface = "Orleans.Runtime.IClusterManifestSystemTarget";

    private static readonly string[] CancellationInterfaces =
        ["Orleans.Runtime.ICancellationSourcesExtension", "Orleans.Runtime.IGrainCallCancellationExtension"];

    public Task Invoke(IIncomingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = CallerOf(context);
        if (!caller.IsSilo)
        {
            Require(caller, context);
        }

        return context.Invoke();
    }

    private Caller CallerOf(IIncomingGrainCallContext context) => tokens is not null
        ? tokens.Verify(RequestContext.Get(CallerTokenIssuer.ContextKey) as string)
        : context.SourceId is { } id && id.IsClient() && !id.Key.AsSpan().StartsWith("hosted-"u8) ? Caller.Administrator : Caller.OfSilo;

    private void Require(Caller caller, IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod;
        var declaring = method.DeclaringType!;
        if (context.TargetId.IsSystemTarget())
        {
            // The types of grains, which every client reads when it connects.
            if (declaring.FullName != ManifestInterface || caller.Grants.Count == 0)
            {
                throw Refusal(method, tenant: null, CallerRoles.Silo);
            }

            return;
        }

        var tenant = TenantOf(context.TargetId.Key.ToString()!);
        var has = caller.RolesIn(tenant);
        if (CancellationInterfaces.Contains(declaring.FullName) || IsContinuedStream(declaring, method))
        {
            if (has == CallerRoles.None)
            {
                throw Refusal(method, tenant, CallerRoles.None);
            }

            return;
        }

        var stream = declaring == typeof(IAsyncEnumerableGrainExtension) ? StreamedCall(context) : null;
        method = stream?.GetMethod() ?? method;

        var needed = MethodRoles.Of(method);
        if ((has & needed) == CallerRoles.None)
        {
            throw Refusal(method, tenant, needed);
        }

        MessageCheck.Require(method, stream ?? context.Request);
    }

    /// <summary>The next elements of a stream, whose number only the caller who opened it has; or its end.</summary>
    private static bool IsContinuedStream(Type declaring, MethodInfo method) => declaring == typeof(IAsyncEnumerableGrainExtension)
        && method.Name is nameof(IAsyncEnumerableGrainExtension.MoveNext) or nameof(IAsyncEnumerableGrainExtension.DisposeAsync);

    /// <summary>The call that returns the stream which a client opens.</summary>
    private static IInvokable? StreamedCall(IIncomingGrainCallContext context)
    {
        for (var i = 0; i < context.Request.GetArgumentCount(); i++)
        {
            if (context.Request.GetArgument(i) is IInvokable stream)
            {
                return stream;
            }
        }

        return null;
    }

    private static string TenantOf(string key)
    {
        var end = key.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? key : key[..end];
    }

    private GridRequestException Refusal(MethodInfo method, string? tenant, CallerRoles needed)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        LogRefused(logger, name);
        var what = tenant is null ? name : $"{name} of tenant '{tenant}'";
        var roles = Enum.GetValues<CallerRoles>().Where(r => r != CallerRoles.None && needed.HasFlag(r)).Select(CertificateRoles.NameOf);
        var need = needed == CallerRoles.None ? "a role in this tenant is needed" : $"role {string.Join(" or ", roles)} is needed";
        return new GridRequestException(GridError.NotPermitted, "this client", $"may not call {what}: {need}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of {Method} was refused: the caller has no role that permits it.")]
    private static partial void LogRefused(ILogger logger, string method);
}
