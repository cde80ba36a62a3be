using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace FaceGrid.Grains.Tests.Messages;

/// <summary>Keeps every message that passes between the grains of a silo, with what was in it when it was sent.</summary>
internal sealed class SentMessages(Serializer serializer) : IOutgoingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Call, object Message, byte[] Content)> _sent = new();

    public static void Watch(IServiceCollection services)
    {
        services.AddSingleton<SentMessages>();
        services.AddSingleton<IOutgoingGrainCallFilter>(provider => provider.GetRequiredService<SentMessages>());
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = $"{context.InterfaceName}.{context.MethodName}";
        for (var i = 0; i < context.Request.GetArgumentCount(); i++)
        {
            Keep(call, context.Request.GetArgument(i));
        }

        await context.Invoke();
        Keep(call, context.Result);
    }

    /// <summary>Holds what was sent against what it has become.</summary>
    /// <param name="among">What must have been sent at all, alone or in a list.</param>
    public void AssertUnchanged(params Type[] among)
    {
        Assert.All(among, type => Assert.Contains(_sent, s => s.Message.GetType() == type));
        Assert.All(_sent, s => Assert.True(
            serializer.SerializeToArray(s.Message).AsSpan().SequenceEqual(s.Content), $"{s.Call}: {s.Message}"));
    }

    private void Keep(string call, object? message)
    {
        // Bare arrays are copied at each call, as all that is not marked.
        if (message is IEnumerable<object> list)
        {
            foreach (var one in list)
            {
                Keep(call, one);
            }
        }
        else if (message?.GetType().GetCustomAttributes(typeof(ImmutableAttribute), inherit: false).Length > 0)
        {
            _sent.Enqueue((call, message, serializer.SerializeToArray(message)));
        }
    }
}
