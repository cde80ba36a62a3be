using System.Collections.Concurrent;
using System.Threading.Channels;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>Those who look at a job. Each has room for one event, and a new one takes the place of the old: the last is never lost.</summary>
internal sealed class JobWatchers
{
    private readonly ConcurrentDictionary<Channel<JobEvent>, int> _all = new();

    /// <summary>The largest preview that somebody wants, px; 0: nobody wants any.</summary>
    public int PreviewSide => _all.IsEmpty ? 0 : _all.Values.DefaultIfEmpty(0).Max();

    public Channel<JobEvent> Add(int previewSide)
    {
        var channel = Channel.CreateBounded<JobEvent>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _all[channel] = previewSide;
        return channel;
    }

    public void Remove(Channel<JobEvent> channel) => _all.TryRemove(channel, out _);

    public void Tell(JobEvent now)
    {
        foreach (var channel in _all.Keys)
        {
            channel.Writer.TryWrite(now);
            if (now.Summary.Status.IsFinal())
            {
                channel.Writer.TryComplete();
            }
        }
    }
}
