namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Feeds a triplet until it is satisfied, and then not for a while.
/// <para>
/// For each ordered pair of photos of one person it looks at negatives in random order until one violates the margin, and
/// feeds that. Those that it meets satisfied on the way rest: for <see cref="PersistentMinerOptions.RestSteps"/> steps they
/// are passed over unseen, then looked at again, because the network has moved. So it begins like random mining without the
/// triplets that have nothing to teach, and grows harder by itself as more of them rest. Violated triplets are kept too:
/// when all three photos are in a later batch they are fed again, whatever was drawn, and <see cref="Suggest"/> says which
/// photos should be in it.
/// </para>
/// </summary>
public sealed class PersistentMiner : ITripletMiner
{
    public const string MinerName = "persistent";

    private const int Format = 1;

    private readonly PersistentMinerOptions _options;
    private readonly RestingTriplets _resting;
    private readonly LinkedList<long> _pending = new();
    private readonly Dictionary<long, LinkedListNode<long>> _where = [];
    private int _step = -1;

    public PersistentMiner(PersistentMinerOptions options)
    {
        options.Validate();
        _options = options;
        _resting = new RestingTriplets(options.Remembered);
    }

    public string Name => MinerName;

    /// <summary>Satisfied triplets that rest at the moment.</summary>
    public int Resting => _resting.Count(_step);

    /// <summary>Violated triplets that are kept for later batches.</summary>
    public int Pending => _pending.Count;

    /// <summary>Little-endian: format, step, pending triplets from the oldest, resting ones; at most 20 bytes each.</summary>
    public byte[] State
    {
        get
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write(Format);
            writer.Write(_step);
            writer.Write(_pending.Count);
            foreach (var key in _pending)
            {
                writer.Write(key);
            }

            _resting.Write(writer, _step);
            writer.Flush();
            return stream.ToArray();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Photos without numbers, or with such that are too large.</exception>
    public TripletIndices Mine(BatchDistances distances, ReadOnlySpan<long> people, ReadOnlySpan<long> photos, int step)
    {
        TripletMiners.DemandMatching(distances, people);
        if (photos.Length != people.Length || photos.ContainsAnyExceptInRange(0, PhotoTriplet.MostPhotos - 1))
        {
            throw new ArgumentException($"persistent mining needs the number of each of the {people.Length} photos, below {PhotoTriplet.MostPhotos}", nameof(photos));
        }

        _step = step;
        var found = new TripletList();
        var fed = FeedPending(distances, photos, found, step);
        var random = TripletMiners.RandomOf(_options.Seed, step);
        var negatives = new int[people.Length];
        for (var a = 0; a < people.Length; a++)
        {
            var count = 0;
            for (var n = 0; n < people.Length; n++)
            {
                if (people[n] != people[a])
                {
                    negatives[count++] = n;
                }
            }

            for (var p = 0; p < people.Length; p++)
            {
                // A photo that fills a batch twice is no positive of itself.
                if (p != a && people[p] == people[a] && photos[p] != photos[a])
                {
                    Draw(distances, photos, (a, p), negatives.AsSpan(0, count), random, fed, found, step);
                }
            }
        }

        return found.ToIndices();
    }

    /// <summary>
    /// Violated triplets, the longest waiting first: what a sampler should put into a batch together. A function of the state
    /// alone.
    /// </summary>
    public IReadOnlyList<PhotoTriplet> Suggest(int most) => [.. _pending.Take(most).Select(PhotoTriplet.Of)];

    public void Restore(ReadOnlySpan<byte> state)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(state.ToArray()));
            if (reader.ReadInt32() != Format)
            {
                throw new InvalidDataException("another format");
            }

            _step = reader.ReadInt32();
            _pending.Clear();
            _where.Clear();
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                Keep(reader.ReadInt64());
            }

            _resting.Read(reader);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new ArgumentException($"no state of persistent mining with these settings: {e.Message}", nameof(state), e);
        }
    }

    /// <summary>Pending triplets whose photos have met again: fed while they violate the margin, laid to rest otherwise.</summary>
    private HashSet<long> FeedPending(BatchDistances distances, ReadOnlySpan<long> photos, TripletList found, int step)
    {
        var fed = new HashSet<long>();
        if (_pending.Count == 0)
        {
            return fed;
        }

        var at = new Dictionary<long, int>(photos.Length);
        for (var i = 0; i < photos.Length; i++)
        {
            at.TryAdd(photos[i], i);
        }

        foreach (var key in _pending.ToArray())
        {
            var triplet = PhotoTriplet.Of(key);
            if (!at.TryGetValue(triplet.Anchor, out var a) || !at.TryGetValue(triplet.Positive, out var p) || !at.TryGetValue(triplet.Negative, out var n))
            {
                continue;
            }

            // To the end of the queue if it goes on violating: others wait as well.
            Forget(_where[key]);
            if (Violates(distances, a, p, n))
            {
                found.Add(a, p, n);
                fed.Add(key);
                Keep(key);
            }
            else
            {
                _resting.Rest(key, step, step + _options.RestSteps);
            }
        }

        return fed;
    }

    private void Draw(
        BatchDistances distances, ReadOnlySpan<long> photos, (int Anchor, int Positive) pair, Span<int> negatives, Random random, HashSet<long> fed, TripletList found, int step)
    {
        for (var i = 0; i < negatives.Length; i++)
        {
            // One step of a shuffle at a time: most pairs need a few draws only.
            var j = random.Next(i, negatives.Length);
            (negatives[i], negatives[j]) = (negatives[j], negatives[i]);
            var n = negatives[i];
            var key = new PhotoTriplet(photos[pair.Anchor], photos[pair.Positive], photos[n]).Key;
            if (_resting.Rests(key, step))
            {
                continue;
            }

            if (Violates(distances, pair.Anchor, pair.Positive, n))
            {
                if (fed.Add(key))
                {
                    found.Add(pair.Anchor, pair.Positive, n);
                    Keep(key);
                }

                return;
            }

            _resting.Rest(key, step, step + _options.RestSteps);
        }
    }

    private bool Violates(BatchDistances distances, int a, int p, int n) => distances[a, p] + _options.Margin > distances[a, n];

    private void Keep(long key)
    {
        if (_where.ContainsKey(key))
        {
            return;
        }

        if (_pending.Count == _options.Pending)
        {
            Forget(_pending.First!);
        }

        _where.Add(key, _pending.AddLast(key));
    }

    private void Forget(LinkedListNode<long> node)
    {
        _where.Remove(node.Value);
        _pending.Remove(node);
    }
}
