"""Whatever validation calls sound can be published: a few packages whole, many without their slow steps."""
