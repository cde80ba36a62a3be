using System.Collections.Concurrent;
using System.Threading.Channels;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>The subscribers of a job's events. Each buffers one event, which the next one replaces: the last is never lost.</summary>
internal sealed class JobWatchers
{
    private readonly ConcurrentDictionary<Channel<JobEvent>, int> _all = new();

    /// <summary>The largest side of a preview that a subscriber asked for, px; 0: none.</summary>
    public int PreviewSide => _all.IsEmpty ? 0 : _all.Values.DefaultIfEmpty(0).Max();

    public Channel<JobEvent> Add(int previewSide)
    {
        var channel = Channel.CreateBounded<JobEvent>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _all[channel] = previewSide;
        return channel;
    }

    public void Remove(Channel<JobEvent> channel) => _all.TryRemove(channel, out _);

    public void Publish(JobEvent now)
    {
        foreach (var channel in _all.Keys)
        {
            Send(channel, now);
        }
    }

    /// <summary>Sends an event; the event of a job that has ended is the last.</summary>
    public static void Send(Channel<JobEvent> channel, JobEvent now)
    {
        channel.Writer.TryWrite(now);
        if (now.Summary.Status.IsFinal())
        {
            channel.Writer.TryComplete();
        }
    }
}
