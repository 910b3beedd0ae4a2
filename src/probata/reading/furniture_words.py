"""Words and whole lines that make page furniture, by reason. All in lower case, without end marks.

Collected from the page sets and text dumps that the reader is measured on; a phrase
stands here only where no sentence of an article can be that line and nothing else.
"""

from __future__ import annotations


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.strip().splitlines())


NAVIGATION = _lines("""
    source link
    source
    original source
    read the original article
    view original
    skip to content
    skip to main content
    skip to navigation
    menu
    main menu
    home
    home page
    back
    back to top
    top
    next
    previous
    prev
    next article
    previous article
    next post
    previous post
    next story
    previous story
    search
    close
    open
    login
    log in
    sign in
    sign up
    register
    my account
    subscribe
    subscribe now
    loading
    loading...
    loading…
    see more
    show more
    load more
    view more
    view all
    see all
    expand
    collapse
    continue reading the main story
    click here
    contact us
    about us
    privacy policy
    terms of use
    terms of service
    cookie policy
    sitemap
    rss
    watch live
    live tv
    listen
    listen to article
    play
    pause
    replay
    tags
    topics
    categories
    category
    filed under
    archive
    archives
    print this page
    read full article
    view full article
    full story
    download app
    get the app
    edition
    language
""")

ADVERTISEMENT = _lines("""
    advertisement
    advertisements
    advertising
    ad
    ads
    sponsored
    sponsored content
    promoted
    promoted content
    paid content
    paid post
    story continues below advertisement
    article continues below advertisement
    advertisement - scroll to continue
    advertisement continue reading the main story
    scroll to continue reading
    story continues below
    article continues below
    story continues
    continue reading below
    skip advertisement
    remove ads
    supported by
""")

COMMENTS = _lines("""
    comments
    leave a comment
    leave a reply
    leave a reply cancel reply
    post a comment
    add a comment
    view comments
    show comments
    no comments
    join the conversation
    join the discussion
    comments are closed
    be the first to comment
    your email address will not be published
""")

GALLERY = _lines("""
    hide caption
    show caption
    toggle caption
    enlarge this image
    enlarge image
    view gallery
    photo gallery
    view slideshow
""")

CREDIT = _lines("""
    reuters
    ap
    the associated press
    associated press
    afp
    agence france-presse
    yonhap
    yonhap news
    yonhap news agency
    getty images
    ap photo
    yna
    kcna
    tass
    xinhua
    epa
    upi
    ani
    pti
    dpa
    kyodo
    kyodo news
    bloomberg
""")

STRONG_RELATED = _lines("""
    you may also like
    you might also like
    you might like
    you may like
    related articles
    related article
    related stories
    related story
    related posts
    related news
    related content
    related topics
    related reading
    related links
    related coverage
    related videos
    related tags
    related
    recommended
    recommended for you
    recommended stories
    recommended articles
    people are also reading
    more stories
    more news
    more from this section
    trending
    trending now
    trending stories
    trending news
    trending this week
    most read
    most popular
    most viewed
    popular posts
    popular news
    latest news
    latest stories
    latest articles
    latest posts
    recent posts
    recent articles
    top stories
    editors' picks
    editor's picks
    editor's choice
    don't miss
    must read
    must reads
    also read
    read also
    see also
    you may be interested in
    more in this section
    from our partners
    around the web
    from the web
    more on this story
    more on this
    more on this topic
    what to read next
    up next
    read next
    in other news
    other news
    more headlines
    more to read
    more like this
    keep reading
    further reading
    suggested for you
    similar articles
    similar posts
    similar stories
    explore more
    you may have missed
""")
"""Headings after which other stories are announced."""

WEAK_RELATED = _lines("""
    read more
    more
    read on
    read full story
    read the full story
    continue reading
    latest
    popular
    top news
""")
"""Words that also end a teaser or stand as a button; they open a list only where cut-off lines follow."""

SHARE = frozenset(
    """
    share tweet facebook twitter x whatsapp telegram linkedin reddit pinterest email e-mail mail print copy link copied
    messenger line kakaotalk kakao weibo flipboard pocket bluesky threads instagram youtube tiktok vk viber sms
    bookmark save rss follow us on this article story post via to the with by and news google page subscribe like pin
    shares comment comments font size a a+ a- url button
    """.split()
)
"""A line of nothing but these is a bar of buttons, if one of :data:`SHARE_ANCHORS` is among them."""

SHARE_ANCHORS = frozenset(
    """
    share shares tweet facebook twitter whatsapp telegram linkedin reddit pinterest email e-mail print copy copied
    follow kakaotalk messenger flipboard weibo instagram
    """.split()
)

NEWSLETTER = (
    "newsletter",
    "sign up",
    "subscribe to",
    "subscribing",
    "you must select",
    "please re-enter",
    "please verify you",
    "invalid email",
    "email address",
    "promotional",
    "special offers",
    "unsubscribe",
    "privacy policy",
    "terms of service",
    "an error has occurred",
    "your inbox",
)
"""Three of these in one short line are a form, not news about one."""
