using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Local;

/// <summary>Puts other transports in the place of Orleans' TCP sockets.</summary>
internal static class LocalTransport
{
    /// <summary>The silo opens no TCP port.</summary>
    /// <param name="gatewaySocket">Path of the socket for clients; null: there is none.</param>
    public static void UseLocalTransport(this ISiloBuilder silo, string? gatewaySocket)
    {
        silo.Services.Replace<IConnectionListenerFactory>(
            provider => new LocalListenerFactory(gatewaySocket, provider.GetRequiredService<ILoggerFactory>()));
        silo.Services.Replace<IConnectionFactory>(_ => new NoConnectionFactory());
    }

    /// <summary>The client connects to a local silo's socket.</summary>
    public static void UseLocalTransport(this IClientBuilder client, string gatewaySocket) =>
        client.Services.Replace<IConnectionFactory>(
            provider => new UnixSocketConnectionFactory(gatewaySocket, provider.GetRequiredService<ILoggerFactory>()));

    /// <summary>
    /// Orleans keeps its transports under keys that it does not publish, so those in use are read from what it has registered.
    /// </summary>
    private static void Replace<T>(this IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class
    {
        var registered = services.Where(s => s.IsKeyedService && s.ServiceType == typeof(T)).ToList();
        if (registered.Count == 0)
        {
            throw new InvalidOperationException($"this version of Orleans takes no {typeof(T).Name} from its services");
        }

        foreach (var descriptor in registered)
        {
            services.Remove(descriptor);
            services.AddKeyedSingleton(descriptor.ServiceKey, (provider, _) => make(provider));
        }
    }
}
